'use client';

import { useState } from 'react';
import { save } from './actions';
import { Note } from './Note';

export function NoteForm({ text: saved }: { text: string }) {
  const [text, setText] = useState(saved);
  return (
    <form action={save}>
      <Note text={text} onChange={setText} />
      <input type="hidden" name="text" value={text} />
      <output>{text.length} characters</output>
      <button>Save</button>
    </form>
  );
}
