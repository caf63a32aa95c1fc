/** @jsxImportSource react */
// Compiled, and not run.
import { useRef } from 'react';
import type { TwinmarkEditorElement } from 'twinmark';
import type {} from 'twinmark/react';
import { Note } from '../../react/Note.js';

export function Page() {
  const editor = useRef<TwinmarkEditorElement>(null);
  return (
    <>
      <Note text="" onChange={(text) => text.trim()} />
      <twinmark-editor
        ref={editor}
        className="notes"
        mode="both"
        maxlength={100}
        readonly
        storage-key="notes"
        ontwinmark-render={(event) => event.detail.milliseconds.toFixed()}
      />
      <twinmark-preview markdown="*text*" extensions="github" />
      {/* @ts-expect-error There is no such mode. */}
      <twinmark-editor mode="sideways" />
      {/* @ts-expect-error There is no such attribute. */}
      <twinmark-editor sideways="yes" />
    </>
  );
}
