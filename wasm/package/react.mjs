// <ScoreField> for React, Docusaurus and Next: the tag, which is safe on the server, and the script
// in the browser, on pages that have a figure.
import { createElement, useEffect } from 'react';

export default function ScoreField(props) {
  useEffect(() => { import('./scorefield.mjs'); }, []);
  return createElement('score-field', props);
}
