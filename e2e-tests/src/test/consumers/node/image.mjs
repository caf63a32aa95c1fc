// Prints the bytes of a small picture that kernels have changed.
import { loadImageKernels } from 'twinmark/image';
import process from 'node:process';

const kernels = await loadImageKernels();
const picture = { width: 1, height: 2, data: Uint8ClampedArray.of(255, 0, 0, 128, 0, 0, 255, 255) };
kernels.grayscale(picture);
kernels.invert(picture);
process.stdout.write(kernels.rotate(picture, 2).data.join(' '));
