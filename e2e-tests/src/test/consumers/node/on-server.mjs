// Imports what a framework imports when it renders a page on its server.
import { TwinmarkEditorElement } from 'twinmark';
import 'twinmark/element';
import 'twinmark/enhance';
import { TwinmarkPreviewElement } from 'twinmark/preview';
import process from 'node:process';

class Editor extends TwinmarkEditorElement {
  static observedAttributes = [...super.observedAttributes, 'data-own'];
}

class Preview extends TwinmarkPreviewElement {}

process.stdout.write(`${Editor.name} ${Preview.name} ${Editor.observedAttributes}`);
