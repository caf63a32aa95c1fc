// To be imported before editor.ts by a script whose page is about its editor: that does not wait for
// anything.
import { Workbench } from './workbench.js';
import { provideWorkbench } from './workbench-loader.js';

provideWorkbench(Workbench);
