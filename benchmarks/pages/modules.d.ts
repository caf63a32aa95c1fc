// Packages without types of their own.
declare module '*/photon_rs_bg.wasm' {
  const url: string;
  export default url;
  export function link(instance: WebAssembly.Instance): void;
}
declare module '*.wasm' {
  const url: string;
  export default url;
}
declare module '*.css';
declare module '@silvia-odwyer/photon/photon_rs_bg.js';
declare module 'commonmark' {
  export class Parser {
    parse(markdown: string): object;
  }
  export class HtmlRenderer {
    render(document: object): string;
  }
}
declare module 'easymde';
declare module 'markdown-it-task-lists';
declare module 'markdown-wasm/dist/markdown.es.js' {
  export const ready: Promise<void>;
  export function parse(markdown: string): string;
}
declare module 'remarkable';
declare module 'vditor';
declare module '@toast-ui/editor';
