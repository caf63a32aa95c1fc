import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { loadMarkdown } from 'twinmark/markdown';
import { Note } from './Note.tsx';

function App() {
  const [text, setText] = useState('*from React*');
  return (
    <>
      <output>{text}</output>
      <Note text={text} onChange={setText} />
    </>
  );
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
window.render = async (source) => (await loadMarkdown()).renderMarkdown(source);
