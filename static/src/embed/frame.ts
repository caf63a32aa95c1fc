import type { TwinmarkEditorElement } from '../editor/twinmark-editor.js';
import { type FrameMessage, isConnectMessage, isHostMessage, READY } from './protocol.js';

/**
 * Lets the host page control the editor in this frame.
 *
 * @param hosts the allowed origins. The server sends browsers the same list in `frame-ancestors`.
 */
export function serveHost(editor: TwinmarkEditorElement, hosts: readonly string[]): void {
  const listener = ({ source, origin, data, ports }: MessageEvent): void => {
    const [port] = ports;
    if (
      source === parent &&
      hosts.includes(origin) &&
      isConnectMessage(data) &&
      port !== undefined
    ) {
      removeEventListener('message', listener);
      connect(editor, port, data.value, data.autoHeight);
    }
  };
  addEventListener('message', listener);
  addEventListener('dragover', refuseDrop);
  addEventListener('drop', refuseDrop);
  // Any origin may receive it: the frame does not know its host before the answer.
  parent.postMessage(READY, '*');
}

/** Keeps the browser from opening a link or file that is dropped beside the text in place of the editor. */
function refuseDrop(event: DragEvent): void {
  const isOnText = event
    .composedPath()
    .some((target) => target instanceof HTMLElement && target.isContentEditable);
  if (isOnText || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  if (event.dataTransfer !== null) {
    event.dataTransfer.dropEffect = 'none';
  }
}

function connect(
  editor: TwinmarkEditorElement,
  port: MessagePort,
  value: string,
  autoHeight: boolean,
): void {
  const send = (message: FrameMessage): void => {
    port.postMessage(message);
  };
  editor.open(value);
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isHostMessage(data)) {
      return;
    }
    switch (data.kind) {
      case 'set':
        editor.value = data.value;
        send({ kind: 'answer', request: data.request, value: '' });
        break;
      case 'get':
        send({ kind: 'answer', request: data.request, value: editor.value });
        break;
      case 'focus':
        editor.focus();
        break;
    }
  };
  editor.addEventListener('input', () => {
    send({ kind: 'input' });
  });
  addEventListener('pagehide', ({ persisted }) => {
    // A page in the back/forward cache is restored unchanged, along with its host.
    if (!persisted) {
      send({ kind: 'left' });
    }
  });
  if (autoHeight) {
    editor.toggleAttribute('autogrow', true);
    new ResizeObserver(() => {
      send({ kind: 'height', height: Math.ceil(editor.getBoundingClientRect().height) });
    }).observe(editor);
  }
  send({ kind: 'connected' });
}
