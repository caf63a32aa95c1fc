// The script of the page that draws diagrams, in a frame without an origin.
import { answerRequests } from './drawings/diagram-painter.js';

answerRequests();
