// Records every change of the preview that the server sent, from the moment the parser is done with it. The
// drawings of formulas, which come beside their source, are none.
(() => {
  const isDrawing = ({ localName }) => localName === 'twinmark-drawing';
  const mutations = [];
  e2e.previewMutations = mutations;
  // Runs before the page's module scripts: those wait for the whole document, as this event does, and
  // this listener was added before any of theirs.
  document.addEventListener('readystatechange', () => {
    const preview = document.querySelector('[data-twinmark-preview]');
    if (document.readyState !== 'interactive' || preview === null) return;
    e2e.firstPreview = preview.innerHTML;
    e2e.firstRectangles = e2e.rectangles();
    new MutationObserver((records) => {
      for (const { type, target, addedNodes, removedNodes, attributeName } of records) {
        const changed = type === 'childList' ? [...addedNodes, ...removedNodes] : [target];
        if (changed.every(isDrawing)) continue;
        mutations.push(`${type} of ${target.nodeName} ${attributeName ?? ''} +${addedNodes.length} -${removedNodes.length}`);
      }
    }).observe(preview, { subtree: true, childList: true, attributes: true, characterData: true });
  });
})();
