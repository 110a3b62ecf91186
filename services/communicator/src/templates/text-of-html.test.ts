import { textOfHtml } from './text-of-html.ts';

test.each([
  ['<p>Hi <b>Ada</b>,</p>\n<p>one<br>two</p>', 'Hi Ada,\n\none\ntwo'],
  ['<style>p { color: red }</style><p>1 &lt; 2 &amp;&nbsp;3 &#8217; &#x2019; &unknown;</p>', '1 < 2 & 3 ’ ’ &unknown;'],
  ['<!doctype html><html><head><title>T</title></head><body><ul><li>a</li><li>b</li></ul></body></html>', '- a\n- b'],
  ['<table><tr><th>Balance</th><td>$1</td></tr></table>', 'Balance $1'],
  ['a &#0; &#99999999; <!-- not --> b', 'a &#0; &#99999999; b'],
])('%j reads as %j', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test.each(['<', '<!--', '<head>', '&nbsp;', ' <b> </b>', '</p> '])('a megabyte of %j is read in no time', (piece) => {
  const started = process.cpuUsage();

  textOfHtml(piece.repeat(1_000_000 / piece.length));

  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
});
