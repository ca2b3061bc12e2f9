// SPDX-License-Identifier: Apache-2.0
// The style of the page: readable from a phone's width up, dark where the reader's system is, black on white in print.
// Nothing is told by colour alone. No font, picture or address of anybody else.
#include "report/html.hpp"

namespace coverwatch::inline COVERWATCH_ABI::report {

const std::string_view html_style = R"(
:root { color-scheme: light dark; --page: #fff; --ink: #1c2430; --soft: #55606f; --line: #cfd6df; --box: #f5f7fa;
  --good: #0f6b3a; --good-box: #e5f4eb; --bad: #a3210d; --bad-box: #fdeae6; --open: #7a5200; --open-box: #fdf3da; }
@media (prefers-color-scheme: dark) { :root { --page: #14181f; --ink: #e6eaf0; --soft: #a4afbd; --line: #3a4452;
  --box: #1d232c; --good: #7fd6a3; --good-box: #16301f; --bad: #ff9f8c; --bad-box: #3b1a14; --open: #f0c766;
  --open-box: #352a10; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 76rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.1rem; margin: 0 0 .4rem; } h3 .title { font-weight: 400; }
h4 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
p { margin: .35rem 0; } a { color: inherit; } summary { cursor: pointer; color: var(--soft); margin: .35rem 0; }
code, pre, .place, .account, .sha { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size:
  .86em; }
pre { margin: .35rem 0; padding: .6rem .75rem; background: var(--box); border: 1px solid var(--line);
  border-radius: .35rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.aside, .place { color: var(--soft); } .waiver { border-left: .25rem solid var(--open); padding-left: .6rem; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid var(--line); padding: .3rem .5rem;
  text-align: left; vertical-align: top; } thead th { background: var(--box); }
.matrix table { width: auto; } .matrix td { text-align: center; font-size: .78rem; line-height: 1.3; padding: .35rem
  .25rem;
  overflow-wrap: normal; } .matrix td .status { white-space: normal; } .matrix td a { text-decoration: none; }
.matrix thead th { overflow-wrap: normal; } .matrix tbody th { min-width: 10rem; max-width: 26rem; font-weight: 400;
  position: sticky; left: 0; background: var(--page); background-clip: padding-box; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; }
.tally { display: flex; flex-wrap: wrap; gap: .6rem; padding: 0; margin: 1rem 0; list-style: none; }
.tally li { border: 1px solid var(--line); border-radius: .35rem; padding: .4rem .9rem; background: var(--box); }
.tally b { font-size: 1.35rem; display: block; line-height: 1.2; }
.status { font-weight: 600; white-space: nowrap; }
.status.passed { color: var(--good); } .status.failed { color: var(--bad); } .status.unknown { color: var(--open); }
.status.blocked { color: var(--soft); font-weight: 400; }
article { border: 1px solid var(--line); border-left: .35rem solid var(--line); border-radius: .35rem; padding: 1rem;
  margin: 0 0 1.25rem; } article.failed { border-left-color: var(--bad); }
article.unknown { border-left-color: var(--open); } article.passed { border-left-color: var(--good); }
.chain { display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; list-style: none; margin: .9rem 0; padding: 0; }
.chain li { position: relative; flex: 1 1 6.2rem; max-width: 10rem; border: 1px solid var(--line); border-radius:
  .35rem;
  padding: .3rem .45rem; font-size: .82rem; line-height: 1.25; background: var(--box); }
.chain li:not(:last-child)::after { content: "\2192"; position: absolute; right: -1rem; top: 50%; margin-top: -.65em;
  color: var(--soft); }
.chain .shape { font-weight: 700; } .chain .word { display: block; color: var(--soft); }
.chain .passed { background: var(--good-box); border-color: var(--good); }
.chain .failed { background: var(--bad-box); border: 2px solid var(--bad); }
.chain .unknown { background: var(--open-box); border: 2px dashed var(--open); }
.chain .blocked { border-style: dotted; color: var(--soft); }
.chain .failed .word, .chain .unknown .word, .chain .passed .word { color: inherit; font-weight: 600; }
.evidence, .parts { margin: .2rem 0 .5rem; padding-left: 1.3rem; } dl > dt { font-weight: 600; margin-top: .5rem; }
.facts > dt { font-weight: 400; margin: 0; } dd { margin-left: 1.2rem; }
.passed-links { display: grid; grid-template-columns: 12rem 1fr; gap: .2rem 1rem; margin: .3rem 0; font-size: .94rem; }
.passed-links dt { margin: 0; } .passed-links dd { margin: 0; } .passed-links p, .passed-links ul { margin: 0; }
.number { white-space: nowrap; text-align: right; } .chain { overflow-wrap: normal; }
details.more { display: inline-block; vertical-align: top; max-width: 100%; }
.plot { margin: 1rem 0 1.5rem; } .plot figcaption { margin-bottom: .5rem; } .plot svg { display: block; }
footer { margin-top: 3rem; color: var(--soft); font-size: .9rem; }
@media (max-width: 40rem) { body { padding: .8rem; } article { padding: .7rem; } .chain { flex-direction: column; }
  .chain li { max-width: none; flex: none; } .chain .word { display: inline; float: right; }
  .chain li:not(:last-child)::after { content: none; } .facts, .passed-links { grid-template-columns: 1fr; gap: 0; }
  .passed-links dd { margin-bottom: .4rem; }
  .facts dd { margin-bottom: .4rem; } .matrix tbody th { min-width: 9.5rem; } }
@media print { :root { color-scheme: light; --page: #fff; --ink: #000; --soft: #444; --line: #999; --box: #fff;
    --good: #0b4f2b; --good-box: #fff; --bad: #8a1505; --bad-box: #fff; --open: #5c3e00; --open-box: #fff; }
  body { max-width: none; padding: 0; font-size: 9.5pt; } h1 { font-size: 16pt; } h2 { font-size: 13pt; margin-top:
  1.4rem; }
  h2, h2 + p, h3, h4, dt, summary { break-after: avoid; }
  .chain { gap: .3rem .75rem; } .chain li { flex-basis: 3.4rem; font-size: 7pt; padding: .15rem .25rem; }
  .chain li:not(:last-child)::after { right: -.72rem; } .passed-links { font-size: 8.5pt; grid-template-columns: 9rem
  1fr; } .scroll { overflow: visible; } .chain, tr, .plot { break-inside: avoid; }
  article { padding: .6rem; } pre { font-size: 8pt; } .matrix table, .matrix td { font-size: 6.5pt; }
  .matrix th, .matrix td { padding: .1rem .15rem; } .matrix tbody th { min-width: 6.5rem; position: static; } .plot
  svg { width: 100%; height: auto; }
  article details::details-content { content-visibility: visible; height:
  auto; } }
)";

}  // namespace coverwatch::inline COVERWATCH_ABI::report
