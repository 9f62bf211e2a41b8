// <copy-text for="ID" label="…" done="…" failed="…">: a button that copies the text of an element.
class CopyText extends HTMLElement {
  connectedCallback() {
    const source = document.getElementById(this.getAttribute('for'));
    if (!source || !navigator.clipboard) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button--secondary';
    button.textContent = this.getAttribute('label');
    const said = document.createElement('span');
    said.setAttribute('role', 'status');
    button.addEventListener('click', async () => {
      said.textContent = '';
      try {
        await navigator.clipboard.writeText(source.textContent);
        said.textContent = this.getAttribute('done');
      } catch {
        said.textContent = this.getAttribute('failed');
      }
    });
    const row = document.createElement('div');
    row.className = 'cluster';
    row.append(button, said);
    this.append(row);
  }
}

customElements.define('copy-text', CopyText);
