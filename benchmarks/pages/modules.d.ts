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
declare module 'autocannon' {
  interface Client {
    setHeaders(headers: Record<string, string>): void;
  }
  interface Result {
    requests: { average: number };
    latency: { p99: number };
    errors: number;
    non2xx: number;
  }
  export default function autocannon(options: {
    url: string;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    connections: number;
    duration: number;
    setupClient(client: Client): void;
  }): Promise<Result>;
}
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
declare module 'sanitize-html' {
  const sanitize: {
    (html: string, options: object): string;
    defaults: { allowedTags: string[]; allowedAttributes: Record<string, string[]> };
  };
  export default sanitize;
}
declare module 'vditor';
declare module '@toast-ui/editor';
