// <await-change src="/desk/case/…/Fingerprint" value="…" text="…">: says that there is something new to show, and links to it.
// Never reloads by itself: somebody may be typing. Without scripts the page has a refresh link.
const everyMilliseconds = 3000;
const longestWait = 30 * 60 * 1000;

class AwaitChange extends HTMLElement {
  connectedCallback() {
    this.setAttribute('role', 'status');
    this.started = Date.now();
    this.schedule();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  schedule() {
    if (Date.now() - this.started < longestWait) {
      this.timer = setTimeout(() => this.ask(), everyMilliseconds);
    }
  }

  async ask() {
    try {
      const answer = document.hidden ? null : await fetch(this.getAttribute('src'), { headers: { accept: 'text/plain' } });
      if (answer?.ok && !answer.redirected && (await answer.text()) !== this.getAttribute('value')) {
        const link = document.createElement('a');
        link.href = location.pathname + location.search;
        link.className = 'button button--secondary';
        link.textContent = this.getAttribute('text');
        this.replaceChildren(link);
        return;
      }
    } catch {
      // The network may come back.
    }
    this.schedule();
  }
}

customElements.define('await-change', AwaitChange);
