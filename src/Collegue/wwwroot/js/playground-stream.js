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
    this.counted = this.querySelectorAll("[data-counted]");
    this.addEventListener("submit", event => {
      const { Streamed, UserText, OtherFields } = event.target.elements;
      if (event.submitter?.hasAttribute("formaction") || !Streamed.checked || !(UserText.value.trim() || OtherFields.value.trim())) return;
      event.preventDefault();
      if (!this.running) this.ask(event.target);
    });
  }

  async ask(form) {
    this.running = true;
    this.from = performance.now();
    this.first = null;
    this.failure = null;
    // What was answered before is another question's.
    for (const before of document.querySelectorAll("#result, [aria-labelledby=beside], [aria-labelledby=snippets]")) before.hidden = true;
    for (const part of this.counted) part.hidden = true;
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
      this.mark = `event: ${answer.headers.get("x-last-event")}`;
      await this.read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
      if (this.failure) throw new Error(this.failure);
      this.said.textContent = this.dataset.finished;
    } catch (failure) {
      this.said.textContent = `${this.dataset.failed} ${failure.message}`;
    } finally {
      this.running = false;
    }
  }

  async read(reader) {
    let rest = "";
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const events = (rest + value).split(/\r?\n\r?\n/);
        rest = events.pop();
        events.forEach(event => this.take(event));
      }
    } finally {
      this.raw.append(rest);
      // What cannot be read any further is not asked for any longer.
      reader.cancel().catch(() => {});
    }
  }

  take(event) {
    const lines = event.split(/\r?\n/);
    const data = lines.filter(line => line.startsWith("data:")).map(line => line.slice(5).trim()).join("\n");
    if (lines.includes(this.mark)) {
      // Written by the page after the answer: no model knows the name of that event.
      this.count(JSON.parse(data));
      return;
    }
    this.raw.append(`${event}\n\n`);
    if (!data || data === "[DONE]") return;
    const frame = JSON.parse(data);
    if (frame.error) this.failure ??= frame.error.message || JSON.stringify(frame.error);
    // Of several choices the first is written as it comes; the raw response has them all.
    for (const { delta } of frame.choices?.filter(choice => !choice.index) ?? []) {
      this.write(delta?.content);
      for (const name of delta?.tool_calls?.map(call => call.function?.name).filter(Boolean) ?? []) this.write(`${this.text.textContent && "\n"}${name}(…)`);
    }
  }

  write(piece) {
    if (!piece) return;
    this.first ??= performance.now() - this.from;
    this.text.textContent += piece;
  }

  count(taken) {
    if (this.first !== null && !this.failure) {
      const figures = [Math.round(this.first), Math.round(performance.now() - this.from)];
      this.figures.textContent = this.figures.dataset.figures.replace(/%(\d)/g, (_, place) => figures[place]);
    }
    for (const part of this.counted) {
      part.hidden = false;
      for (const place of part.querySelectorAll("[data-taken]")) place.textContent = taken[place.dataset.taken] ?? "";
    }
  }
}

customElements.define("playground-stream", PlaygroundStream);
