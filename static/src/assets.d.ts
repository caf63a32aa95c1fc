// Modules that only the bundler can resolve (see build/bundle.mjs).

/** The URL of a file that the build writes beside the script, under its hashed name. */
declare module 'asset:*' {
  const url: URL;
  export default url;
  /** The checksum of its content, in the form of the attribute `integrity`. */
  export const integrity: string;
}

/** A module in WebAssembly's text format, assembled by the build. */
declare module '*.wat' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** A style sheet with all that it imports, as text. */
declare module '*.css' {
  const css: string;
  export default css;
}
