// <same-person src="/desk/new/People">: while a name, a telephone number or an e-mail address is typed in its form, shows the earlier
// cases that may be of the same person. Without scripts the form has a button for that.
const pause = 400;

class SamePerson extends HTMLElement {
  connectedCallback() {
    this.setAttribute('role', 'status');
    this.form = this.closest('form');
    this.form.addEventListener('input', (event) => {
      if (/\.(Name|Email|Phone)$/.test(event.target.name)) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.look(), pause);
      }
    });
  }

  async look() {
    const typed = (field) => this.form.elements[`Typed.${field}`].value.trim();
    const asked = new URLSearchParams({ name: typed('Name'), email: typed('Email'), phone: typed('Phone') });
    this.asked = asked.toString();
    try {
      const answer = await fetch(`${this.getAttribute('src')}?${asked}`, { headers: { accept: 'text/html' } });
      const text = answer.ok && !answer.redirected ? await answer.text() : '';
      if (text && this.asked === asked.toString()) {
        this.innerHTML = text;
      }
    } catch {
      // The button of the form looks too.
    }
  }
}

customElements.define('same-person', SamePerson);
