/** The report's look on the screen and on paper; its running head is repeated on every printed page. */
export const STYLE = `:root{color-scheme:light}
body{font:13px/1.45 "Inter Variable",Inter,system-ui,sans-serif;margin:0;color:#1b1f24;background:#fff}
.sheet{display:table;width:100%;max-width:62rem;margin:0 auto;padding:0 1.25rem;box-sizing:border-box}
.head{display:table-header-group;break-inside:avoid}
.head div{display:flex;justify-content:space-between;gap:1rem;padding:.5rem 0;margin-bottom:.75rem;border-bottom:2px dashed #b58900;font-weight:600}
.head b{color:#8a5a00;letter-spacing:.02em}.body{display:table-row-group}
h1{font-size:20px;line-height:1.3;margin:.25rem 0}h2{font-size:15px;margin:1.4rem 0 .4rem;break-after:avoid}
.line{margin:.25rem 0;padding:.5rem .7rem;background:#f4f6f8;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.3rem 0 .6rem;font-variant-numeric:tabular-nums}
tr{break-inside:avoid}th,td{text-align:left;padding:.18rem .8rem .18rem 0;border-bottom:1px solid #d8dde3;vertical-align:top;overflow-wrap:break-word}
thead th{font-weight:600;color:#4b5560}.facts th{width:13rem;font-weight:600;color:#4b5560}
.bar{display:flex;height:14px;margin:.5rem 0}.bar i{display:block;height:100%}
.key{display:inline-block;width:9px;height:9px;margin-right:.4rem}
.warn{border-left:4px solid #c77700;padding:.3rem .8rem;background:#fff6e5;margin:.4rem 0;break-inside:avoid}
.done{border-left-color:#2f7d56;background:#eef8f2}
.pictures{display:grid;grid-template-columns:repeat(3,1fr);gap:.6rem}
figure{margin:0;break-inside:avoid}figure img{display:block;width:100%;background:#000}figcaption{font-size:11px;color:#4b5560;padding:.2rem 0}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.5rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f6f8;padding:.7rem;font:10px/1.4 "JetBrains Mono Variable",monospace}
code{font:11px "JetBrains Mono Variable",monospace;color:#4b5560}
.uids td{overflow-wrap:anywhere}.uids{font:11px/1.5 "JetBrains Mono Variable",monospace}
@page{size:A4;margin:12mm 14mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font:10px sans-serif;color:#4b5560}}
@media print{.sheet{max-width:none;padding:0}body{-webkit-print-color-adjust:exact;print-color-adjust:exact}}`
