/** @jsxImportSource solid-js */
// Compiled, and not run.
import type { TwinmarkEditorElement } from 'twinmark';
import type {} from 'twinmark/solid';

export function Page() {
  let editor!: TwinmarkEditorElement;
  return (
    <>
      <twinmark-editor
        ref={editor}
        class="notes"
        mode="both"
        maxlength={100}
        readonly
        storage-key="notes"
        onInput={(event) => event.currentTarget.value.trim()}
        on:twinmark-render={(event) => event.detail.milliseconds.toFixed()}
      />
      <twinmark-preview markdown="*text*" extensions="github" />
      {/* @ts-expect-error There is no such mode. */}
      <twinmark-editor mode="sideways" />
      {/* @ts-expect-error There is no such attribute. */}
      <twinmark-editor sideways="yes" />
    </>
  );
}
