// Everything the pages do by themselves; each behaviour has a file of its own.
import "./csrf.js";
import "./theme.js";
import "./toast.js";
import "./trouble.js";
import "./find.js";
import "./dialog.js";
import "./rows.js";
import "./scroll.js";
import "./keyboard.js";
