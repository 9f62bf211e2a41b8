// <copy-text label="…" done="…" failed="…">: a button that copies the address of the link inside, what is written in the text area
// inside, or, with for="ID", the text of that element.
class CopyText extends HTMLElement {
  connectedCallback() {
    const source = document.getElementById(this.getAttribute("for")) ?? this.querySelector("a, textarea");
    if (!source || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button--secondary";
    button.textContent = this.getAttribute("label");
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(source.href ?? source.value ?? source.textContent);
        said.textContent = this.getAttribute("done");
      } catch {
        said.textContent = this.getAttribute("failed");
      }
    });
    const row = document.createElement("div");
    row.className = "cluster no-print";
    row.append(button, said);
    this.append(row);
  }
}

customElements.define("copy-text", CopyText);
