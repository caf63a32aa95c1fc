/** @jsxImportSource preact */
// Compiled, and not run.
import { useRef } from 'preact/hooks';
import type { TwinmarkEditorElement } from 'twinmark';
import type {} from 'twinmark/preact';

export function Page() {
  const editor = useRef<TwinmarkEditorElement>(null);
  return (
    <>
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
