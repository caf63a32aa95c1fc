// Runs with the browser's own privileges: takes the errors of pages and workers, violations of their
// policies among them, out of the console service.
const errors = Services.console
  .getMessageArray()
  .filter((message) => message instanceof Ci.nsIScriptError)
  .filter((error) => !(error.flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag)))
  .filter((error) => /^https?:|^blob:|^$/.test(error.sourceName) && !/chrome javascript/.test(error.category))
  // A database that a page was opening when it was left, or when its data was cleared: no page is there to be told.
  .filter((error) => !(error.category === 'indexedDB' && error.errorMessage.includes(' in ActorDestroy')))
  // Firefox logs a rejection also where the page's listener prevents it; page-tools.js reports the others.
  .filter((error) => !(error.sourceName === '' && /^TypeError: error loading dynamically imported module/.test(error.errorMessage)))
  .map((error) => `${error.category}: ${error.errorMessage} (${error.sourceName}:${error.lineNumber})`);
Services.console.reset();
arguments[0](errors);
