// Says how many characters are left; speaks only when typing pauses, so that a screen reader is not flooded.
class CharacterCounter extends HTMLElement {
  connectedCallback() {
    this.area = document.getElementById(this.getAttribute("for"));
    if (!this.area) return;
    this.spoken = document.createElement("span");
    this.spoken.className = "visually-hidden";
    this.spoken.setAttribute("role", "status");
    this.shown = document.createElement("span");
    this.shown.setAttribute("aria-hidden", "true");
    this.append(this.shown, this.spoken);
    this.area.addEventListener("input", () => this.update());
    this.update();
  }

  update() {
    // Line ends count once, as the town hall counts them.
    const left = Number(this.getAttribute("limit")) - this.area.value.length;
    const words = this.getAttribute(left < 0 ? "over" : "left")
      .replace("{0}", new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left)));
    this.shown.textContent = words;
    this.toggleAttribute("data-over", left < 0);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => { this.spoken.textContent = words; }, 1500);
  }
}

customElements.define("character-counter", CharacterCounter);
