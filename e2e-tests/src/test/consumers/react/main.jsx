import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'twinmark';
import { loadMarkdown } from 'twinmark/markdown';

function Note() {
  const [text, setText] = useState('*from React*');
  return (
    <>
      <output>{text}</output>
      <twinmark-editor value={text} onInput={(event) => setText(event.target.value)} />
    </>
  );
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <Note />
  </StrictMode>,
);
window.render = async (source) => (await loadMarkdown()).renderMarkdown(source);
