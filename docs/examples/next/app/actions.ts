'use server';

import { revalidatePath } from 'next/cache';
import { keep } from './note-store';

export async function save(form: FormData): Promise<void> {
  keep(String(form.get('text')));
  revalidatePath('/');
}
