// <playground-stream data-stream="…">: when the form inside asks for an answer piece by piece, shows it as it is written. Whatever it
// does not understand is sent the plain way, and the server renders the whole answer.
class PlaygroundStream extends HTMLElement {
  connectedCallback() {
    this.shown = this.querySelector("[data-shown]");
    this.said = this.querySelector("[data-said]");
    this.text = this.querySelector("[data-text]");
    this.raw = this.querySelector("[data-raw]");
    this.figures = this.querySelector("[data-figures]");
    this.heading = this.querySelector("[data-heading]");
    this.addEventListener("submit", event => {
      if (event.submitter?.hasAttribute("formaction") || !event.target.elements.Streamed.checked || !event.target.elements.UserText.value.trim()) return;
      event.preventDefault();
      if (!this.running) this.ask(event.target);
    });
  }

  async ask(form) {
    this.running = true;
    const from = performance.now();
    let first = null;
    // What was answered before is another question's.
    for (const before of document.querySelectorAll("#result, [aria-labelledby=snippets]")) before.hidden = true;
    this.shown.hidden = false;
    for (const part of [this.text, this.raw, this.figures]) part.textContent = "";
    this.heading.textContent = this.dataset.answer.replace("%0", form.elements.First.value);
    this.said.textContent = this.dataset.waiting;
    this.shown.scrollIntoView({ block: "nearest" });
    try {
      const answer = await fetch(this.dataset.stream, { method: "POST", body: new FormData(form) });
      if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/event-stream")) {
        // Refused, signed out, or something else: the page the server renders says it.
        HTMLFormElement.prototype.submit.call(form);
        return;
      }
      this.said.textContent = this.dataset.running;
      let rest = "";
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        this.raw.textContent += value;
        rest += value;
        const events = rest.split("\n\n");
        rest = events.pop();
        for (const data of events.flatMap(event => event.split("\n")).filter(line => line.startsWith("data:")).map(line => line.slice(5).trim())) {
          if (data === "[DONE]") continue;
          const frame = JSON.parse(data);
          if (frame.error) throw new Error(frame.error.message);
          const piece = frame.choices?.[0]?.delta?.content;
          if (piece) {
            first ??= performance.now() - from;
            this.text.textContent += piece;
          }
          if (frame.usage) this.usage = frame.usage;
        }
      }
      this.said.textContent = this.dataset.finished;
      const figures = [Math.round(first ?? 0), Math.round(performance.now() - from), this.usage?.prompt_tokens ?? "?", this.usage?.completion_tokens ?? "?"];
      this.figures.textContent = this.figures.dataset.figures.replace(/%(\d)/g, (_, place) => figures[place]);
    } catch (failure) {
      this.said.textContent = `${this.dataset.failed} ${failure.message}`;
    } finally {
      this.running = false;
    }
  }
}

customElements.define("playground-stream", PlaygroundStream);
