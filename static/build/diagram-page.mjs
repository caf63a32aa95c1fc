import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import { TARGET } from './bundle.mjs';

/**
 * The packages that few diagrams need, and that are larger than all the rest, and what stands for them: a source
 * that asks for them is a mistake, with this as its reason.
 */
const LEFT_OUT = {
  elkjs:
    "export default class { constructor() { throw new Error('Layouts by ELK are not supported'); } }",
  katex:
    "export default { renderToString() { throw new Error('Formulas in labels are not supported'); } };",
};

/**
 * Returns the page that draws diagrams, in one file: bundlers copy it as it is, and a frame without an origin
 * could load no module of its server without CORS. Its policy allows its script alone, and style elements,
 * which diagrams have.
 *
 * @param plugins what is special to this build
 */
export async function diagramPage(entryPoint, plugins) {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    minify: true,
    format: 'iife',
    target: TARGET,
    legalComments: 'eof',
    plugins: [leftOut(), ...plugins],
    write: false,
  });
  // A script ends where its text has the end tag, be it in a string.
  const script = outputFiles[0].text.replace(/<(?=\/script|!--)/gi, '\\x3c');
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Diagrams</title>
</head>
<body>
<script>${script}</script>
</body>
</html>
`;
}

function leftOut() {
  return {
    name: 'left-out',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:elkjs|katex)(?:\/|$)/ }, ({ path: specifier }) => ({
        path: specifier.split('/')[0],
        namespace: 'left-out',
      }));
      onLoad({ filter: /./, namespace: 'left-out' }, ({ path: name }) => ({
        contents: LEFT_OUT[name],
      }));
    },
  };
}
