// Runs kernels on pictures: what `PictureTask` of the tests describes, one call each. The second parameter is the
// object of kernels; the bytes of pictures are in base64.
globalThis.runPictureTasks = (tasks, kernels) => {
  const decode = (text) => Uint8ClampedArray.from(atob(text), (char) => char.charCodeAt(0));
  const encode = (bytes) => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  return tasks.map(({ kernel, width, height, pixels, args }) => {
    const picture = { width, height, data: decode(pixels) };
    const result = kernels[kernel](picture, ...args);
    if (typeof result === 'number') return String(result);
    const { data } = result ?? picture;
    return encode(data);
  });
};
