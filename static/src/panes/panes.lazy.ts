// The divider between and the tabs above the panes, which the user does not need to start writing.
export { Divider } from './divider.js';
export { PaneTabs } from './pane-tabs.js';
