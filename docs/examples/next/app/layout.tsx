import 'twinmark/markdown.css';
import type { ReactNode } from 'react';

export const metadata = { title: 'A note' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
