// The module: importing it defines <score-field>. On a server it does nothing.
import './place.mjs';
import './scorefield.js';
