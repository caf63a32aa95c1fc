// What is between and above the panes, which nobody needs to begin to write.
export { Divider } from './divider.js';
export { PaneTabs } from './pane-tabs.js';
