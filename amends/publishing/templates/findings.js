"use strict";
// The table of findings: filters, sorts, pages, opens a row to its evidence, exports what is shown.
// Text from the data enters the page as text only, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("findings-data").textContent);
  const form = document.getElementById("findings-filters");
  const body = document.querySelector("#findings-table tbody");
  const status = document.getElementById("findings-status");
  const PAGE = 50;
  const UNKNOWN = "unknown";
  const cell = (name, row) => {
    const column = data.columns[name];
    return column.values[column.codes ? column.codes[row] : row];
  };
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const dollars = (text) => (text ? "$" + text.replace(/\.00$/, "").replace(/\B(?=(\d{3})+(?!\d))/g, ",") : "");

  let sortedBy = null, descending = false, page = 0;
  let order = Uint32Array.from({ length: data.rows }, (_, row) => row);
  let shown = order;
  let haystacks = null;

  const searchable = ["finding_id", "docket_number", "name", "convicted_of", "charged_under", "district", "state", "authority"];
  const haystack = (row) => {
    haystacks ??= Array.from({ length: data.rows }, (_, each) =>
      searchable.map((name) => cell(name, each)).join("\n").toLowerCase());
    return haystacks[row];
  };

  // A test for one column, asked once for each of its values rather than once for each row.
  const test = (name, matches) => {
    const column = data.columns[name];
    const answers = column.values.map(matches);
    return (row) => answers[column.codes ? column.codes[row] : row];
  };
  const equals = (name, wanted) => test(name, (value) => (value || UNKNOWN) === wanted);
  const tests = {
    source: (wanted) => equals("source", wanted),
    verdict: (wanted) => equals("verdict", wanted),
    circuit: (wanted) => equals("circuit", wanted),
    state: (wanted) => equals("state", wanted),
    class: (wanted) => equals("class", wanted),
    definition: (wanted) => test("definitions", (value) => value.split(" ").includes(wanted)),
    statute: (wanted) => test("convicted_of", (value) =>
      value.split("; ").some((one) => one === wanted || one.startsWith(wanted + "("))),
    from: (wanted) => test("year_filed", (value) => value && Number(value) >= Number(wanted)),
    to: (wanted) => test("year_filed", (value) => value && Number(value) <= Number(wanted)),
    text: (wanted) => {
      const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
      return (row) => words.every((word) => haystack(row).includes(word));
    },
  };

  const filter = () => {
    const asked = [...new FormData(form)].filter(([, value]) => value !== "");
    const all = asked.map(([name, value]) => tests[name](value));
    shown = order.filter((row) => all.every((passes) => passes(row)));
    page = 0;
    draw();
  };

  const sort = (name) => {
    descending = sortedBy === name && !descending;
    sortedBy = name;
    const column = data.columns[name];
    const numeric = name === "amount_usd" || name.startsWith("year");
    const compare = numeric ? (a, b) => a - b : new Intl.Collator("en", { numeric: true }).compare;
    const ranks = new Uint32Array(column.values.length);
    [...column.values.keys()]
      .sort((a, b) => compare(column.values[a], column.values[b]))
      .forEach((place, rank) => { ranks[place] = rank; });
    const rank = (row) => ranks[column.codes ? column.codes[row] : row];
    const unknown = (row) => (cell(name, row) === "" ? 1 : 0);
    const way = descending ? -1 : 1;
    // What is unknown stands last, whichever way the rest is sorted.
    order = order.slice().sort((a, b) => unknown(a) - unknown(b) || way * (rank(a) - rank(b)) || a - b);
    for (const header of document.querySelectorAll("#findings-table th[data-column]")) {
      if (header.dataset.column === name) header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
    filter();
  };

  const columns = [...document.querySelectorAll("#findings-table th[data-column]")].map((header) => [header.dataset.column, header.className]);
  const words = { verdict: (value) => data.verdicts[value] ?? value, amount_usd: dollars };

  const blank = (name, row) => {
    if (name === "amount_usd") return "none stated";
    return name === "convicted_of" && cell("conviction", row) === "not convicted" ? "nothing" : "not known";
  };

  const draw = () => {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    page = Math.min(page, pages - 1);
    const lines = [];
    for (const row of shown.subarray(page * PAGE, (page + 1) * PAGE)) {
      const line = document.createElement("tr");
      columns.forEach(([name, kind], place) => {
        const value = cell(name, row);
        const text = words[name] ? words[name](value) : value;
        if (place === 0) {
          const head = make("th", "", { scope: "row" });
          const opener = make("button", text, { type: "button", "aria-expanded": "false", class: "opener" });
          opener.dir = "auto";
          opener.addEventListener("click", () => open(opener, line, row));
          head.append(opener);
          line.append(head);
        } else {
          const shownCell = make("td", text || blank(name, row), { class: kind + (text ? "" : " blank"), dir: "auto" });
          if (name === "verdict") shownCell.dataset.verdict = value;
          line.append(shownCell);
        }
      });
      lines.push(line);
    }
    body.replaceChildren(...lines);
    const first = shown.length ? page * PAGE + 1 : 0;
    status.textContent = `${shown.length.toLocaleString("en")} of ${data.rows.toLocaleString("en")} findings; ` +
      `showing ${first.toLocaleString("en")} to ${Math.min(shown.length, (page + 1) * PAGE).toLocaleString("en")}`;
    document.getElementById("findings-back").disabled = page === 0;
    document.getElementById("findings-on").disabled = page >= pages - 1;
  };

  const unpacked = new Map();
  const bundle = (number) => {
    if (!unpacked.has(number)) {
      const packed = Uint8Array.from(atob(document.getElementById(`evidence-${number}`).textContent), (letter) => letter.charCodeAt(0));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
      unpacked.set(number, new Response(stream).json());
    }
    return unpacked.get(number);
  };

  const facts = [
    ["Defendant", "name"], ["Finding", "finding_id"], ["Docket", "docket_number"], ["District", "district"],
    ["State", "state"], ["Year sentenced", "year_sentenced"],
    ["Charged under", "charged_under"], ["Conviction", "conviction"], ["Convicted of", "convicted_of"],
    ["Rule: authorities", "authority"], ["Rule: duty", "duty"], ["Victims", "victims"],
    ["Number of victims", "victims_number"], ["Sentence", "sentence_status"], ["Outcome recorded", "outcome"],
    ["How it is recorded", "basis"], ["Court’s recorded reason", "reason"], ["Amount", "amount_usd"],
    ["Counted once with", "amount_counted_once_with"], ["Outside chapter 77, how", "outside_how"],
    ["Outside chapter 77, what remains", "outside_remains"], ["Called", "outside_called"],
    ["What would change this", "depends_on"], ["The source speaks to", "as_of"],
  ];

  const open = async (opener, line, row) => {
    if (opener.getAttribute("aria-expanded") === "true") {
      line.nextElementSibling.remove();
      opener.setAttribute("aria-expanded", "false");
      return;
    }
    opener.setAttribute("aria-expanded", "true");
    const detail = make("tr", "", { class: "detail" });
    const held = make("td", "", { colspan: columns.length });
    const list = document.createElement("dl");
    for (const [label, name] of facts) {
      const value = cell(name, row);
      if (!value) continue;
      const said = make("dd", words[name] ? words[name](value) : value, { dir: "auto" });
      if (name === "outside_called") said.append(`, ${data.unless}`);
      list.append(make("dt", label), said);
    }
    const caveat = data.caveats[cell("source", row)];
    if (caveat) list.append(make("dt", "Caveat of the source"), make("dd", caveat));
    const command = document.createElement("p");
    command.append("The whole chain, from verdict to rule to fact to place: ", make("code", `amends explain ${cell("finding_id", row)}`));
    held.append(list, command);
    detail.append(held);
    line.after(detail);
    const evidence = (await bundle(Math.floor(row / data.bundle)))[row % data.bundle];
    const table = make("table", "", { class: "evidence" });
    table.append(make("caption", "Facts and where they stand"));
    const head = document.createElement("tr");
    head.append(...["fact", "as written", "document", "place", "obtained"].map((text) => make("th", text, { scope: "col" })));
    const tbody = document.createElement("tbody");
    for (const fact of evidence) {
      const one = document.createElement("tr");
      one.append(...fact.map((text, place) => make("td", text || (place === 1 ? "(blank)" : ""), { dir: "auto" })));
      tbody.append(one);
    }
    const thead = document.createElement("thead");
    thead.append(head);
    table.append(thead, tbody);
    const scroller = make("div", "", { class: "scroller" });
    scroller.append(table);
    held.append(scroller);
  };

  const exported = () => {
    const names = Object.keys(data.columns);
    // A spreadsheet would run text that begins like a formula; an apostrophe keeps it text.
    const guarded = (text) => '"' + text.replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""') + '"';
    const lines = [names.map(guarded).join(",")];
    for (const row of shown) lines.push(names.map((name) => guarded(cell(name, row))).join(","));
    const address = URL.createObjectURL(new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" }));
    const link = make("a", "", { href: address, download: "findings.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  document.getElementById("findings-export").addEventListener("click", exported);
  document.getElementById("findings-back").addEventListener("click", () => { page -= 1; draw(); });
  document.getElementById("findings-on").addEventListener("click", () => { page += 1; draw(); });
  for (const button of document.querySelectorAll("#findings-table th button[data-sort]"))
    button.addEventListener("click", () => sort(button.dataset.sort));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-choose]");
    if (!link) return;
    form.reset();
    for (const [name, value] of new URLSearchParams(link.dataset.choose)) form.elements[name].value = value;
    setTimeout(filter);
  });
  document.getElementById("findings-live").hidden = false;
  filter();
})();
