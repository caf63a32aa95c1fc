import { StrictMode, useState } from 'react';
import { Note } from './Note.tsx';

function TextAndNote() {
  const [text, setText] = useState('*from React*');
  return (
    <>
      <output>{text}</output>
      <Note text={text} onChange={setText} />
    </>
  );
}

export function App() {
  return (
    <StrictMode>
      <TextAndNote />
    </StrictMode>
  );
}
