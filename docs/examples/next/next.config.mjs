export default {
  // Loads its WebAssembly module from the package's folder.
  serverExternalPackages: ['twinmark'],
};
