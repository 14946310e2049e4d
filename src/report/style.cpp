#include "report/style.h"

namespace probata {

std::string_view report_style() {
  return R"(
:root { color-scheme: light dark; --ink: #101828; --soft: #475467; --line: #d0d5dd; --paper: #fff;
  --pass: #12806a; --exception: #c2410c; --unknown: #667085; --todo: #1d4ed8; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f4f7; --soft: #98a2b3; --line: #344054; --paper: #0c111d;
  --pass: #34b39a; --exception: #ff7a45; --unknown: #98a2b3; --todo: #7aa2ff; } }
* { box-sizing: border-box; }
body { font: 14px/20px system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto; padding: 32px 24px; max-width: 960px;
  font-variant-numeric: tabular-nums; }
h1 { font-size: 26px; line-height: 32px; margin: 0 0 4px; } h2 { font-size: 18px; line-height: 24px; margin: 40px 0 8px; border-bottom: 1px solid var(--line); padding-bottom: 4px; }
h3 { font-size: 15px; margin: 24px 0 4px; } h4 { font-size: 14px; margin: 16px 0 2px; }
p { max-width: 72ch; margin: 4px 0 8px; } .soft { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: 8px 0 16px; } caption { text-align: left; color: var(--soft); padding-bottom: 4px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } th { font-weight: 600; }
a { color: var(--todo); } th { overflow-wrap: normal; }
td.n, th.n { text-align: right; white-space: nowrap; }
ul { padding-left: 20px; margin: 4px 0 8px; } li { margin: 2px 0 8px; } code, pre { font: 12px/18px ui-monospace, monospace; }
pre { border: 1px solid var(--line); padding: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
.state { white-space: nowrap; font-weight: 600; } .state.long { white-space: normal; }
.pass { color: var(--pass); } .exception { color: var(--exception); } .unknown { color: var(--unknown); } .todo { color: var(--todo); } .none { color: var(--soft); font-weight: 400; }
.rule { color: var(--soft); font-size: 12px; line-height: 17px; max-width: none; } .rule code { font-size: 11px; line-height: 16px; overflow-wrap: anywhere; }
.exceptions { font-size: 13px; line-height: 18px; table-layout: fixed; } .exceptions th:nth-child(1) { width: 18%; } .exceptions th:nth-child(2) { width: 25%; }
.exceptions th:nth-child(3) { width: 16%; } .exceptions th:nth-child(4) { width: 13%; }
.notice { border-left: 3px solid var(--line); padding-left: 12px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.demo { padding-left: 52px; }
.stripe { position: fixed; left: 0; top: 0; bottom: 0; width: 26px; margin: 0; display: grid; place-items: center; print-color-adjust: exact;
  background: repeating-linear-gradient(135deg, var(--ink) 0 10px, var(--paper) 10px 20px); }
.stripe span { writing-mode: vertical-rl; background: var(--paper); color: var(--ink); font-weight: 700; letter-spacing: .3em; padding: 10px 3px; }
@page { size: A4; margin: 18mm 16mm; }
@media print { :root { --ink: #000; --soft: #333; --line: #999; --paper: #fff; } body { padding: 0; max-width: none; } body.demo { padding-left: 12mm; } body { font-size: 10pt; line-height: 14pt; } .rule, .exceptions { font-size: 8.5pt; line-height: 11.5pt; }
  h2 { break-after: avoid; } h3, h4 { break-after: avoid; } tr, li, pre { break-inside: avoid; } thead { display: table-header-group; } a { color: inherit; } }
)";
}

}  // namespace probata
