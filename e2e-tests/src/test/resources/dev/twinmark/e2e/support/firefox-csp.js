// Runs with the browser's own privileges: takes the policies out of responses while a preference says so.
const [preference, done] = arguments;
const observer = (channel) => {
  if (Services.prefs.getBoolPref(preference, false)) {
    channel.QueryInterface(Ci.nsIHttpChannel).setResponseHeader('Content-Security-Policy', '', false);
  }
};
for (const topic of ['http-on-examine-response', 'http-on-examine-cached-response', 'http-on-examine-merged-response']) {
  Services.obs.addObserver(observer, topic);
}
done();
