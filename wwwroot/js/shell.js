// What the frame needs in the browser. Every part works on the document, so enhanced navigation needs no second start.
import './zone.js';
import './activity.js';
import './reconnect.js';
import './focus.js';
import './menus.js';
import './filter.js';
import './copy.js';
import './signout.js';
