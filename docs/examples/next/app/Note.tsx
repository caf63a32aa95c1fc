'use client';

import { useEffect } from 'react';
import type {} from 'twinmark/react';

interface NoteProps {
  text: string;
  onChange(text: string): void;
}

export function Note({ text, onChange }: NoteProps) {
  useEffect(() => void import('twinmark'), []);
  return (
    <twinmark-editor
      value={text}
      defaultValue={text}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
