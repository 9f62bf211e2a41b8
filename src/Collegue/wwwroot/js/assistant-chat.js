// <assistant-chat>: shows an answer as it is made. The forms inside work without it; whatever it does not understand is sent the
// plain way. What it shows is text; the turn rendered by the server then takes its place.
const triesForStopped = 40;
const betweenTries = 250;

/** Frames of a text/event-stream body, as { event, data }. */
async function* frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    const parts = rest.split('\n\n');
    rest = parts.pop();
    for (const part of parts) {
      const frame = { event: 'message', data: '' };
      for (const line of part.split('\n')) {
        if (line.startsWith('event:')) frame.event = line.slice(6).trim();
        if (line.startsWith('data:')) frame.data += line.slice(5).trimStart();
      }
      yield frame;
    }
  }
}

class AssistantChat extends HTMLElement {
  connectedCallback() {
    this.log = this.querySelector('[role=log]');
    this.spoken = this.querySelector('[role=status]');
    this.said = this.spoken.querySelector('[data-said]');
    this.form = this.querySelector('form[data-main]');
    this.stopper = this.querySelector('[data-stop]');
    this.querySelector('[data-shortcut]').hidden = false;
    this.addEventListener('submit', event => {
      if (event.target.matches('form[data-ask]')) this.submit(event);
    });
    this.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('textarea') && event.target.form === this.form) {
        event.preventDefault();
        this.form.requestSubmit();
      }
    });
    this.stopper.addEventListener('click', () => this.stop());
  }

  submit(event) {
    event.preventDefault();
    if (this.abort) {
      this.say(this.dataset.busy);
      return;
    }
    const question = new FormData(event.target).get('Question').trim();
    if (!question || question.length > Number(this.dataset.limit)) {
      // The server says what is wrong, on the page it renders.
      HTMLFormElement.prototype.submit.call(event.target);
      return;
    }
    this.ask(event.target);
  }

  async ask(form) {
    const abort = this.abort = new AbortController();
    this.stopped = false;
    this.turn = null;
    this.spoken.querySelectorAll('[data-sentence]').forEach(sentence => sentence.remove());
    this.say(this.dataset.running);
    this.stopper.hidden = false;
    try {
      const answer = await fetch(form.dataset.stream, { method: 'POST', body: new FormData(form), signal: abort.signal });
      if (!answer.ok || !answer.headers.get('content-type')?.startsWith('text/event-stream')) {
        // Refused, signed out, or something else: the page the server renders says it.
        this.say('');
        HTMLFormElement.prototype.submit.call(form);
        return;
      }
      let last = null;
      for await (const frame of frames(answer.body)) {
        last = frame.event;
        this.receive(frame.event, JSON.parse(frame.data), form);
      }
      if (last !== 'finished') throw new Error('unfinished');
      await this.render();
    } catch {
      this.say(this.stopped ? this.dataset.stopped : this.dataset.lost);
      await this.render();
    } finally {
      this.abort = null;
      this.stopper.hidden = true;
      if (this.stopped) this.form.elements.Question.focus();
    }
  }

  receive(event, data, form) {
    switch (event) {
      case 'turn':
        this.begin(data, form);
        break;
      case 'started':
        // Another engine takes over: what the one before said no longer counts.
        this.made.textContent = data.made;
        this.answer.replaceChildren();
        break;
      case 'sentence':
        this.append(data);
        break;
      case 'finished':
        this.say(`${data.state === 'answered' ? `${this.dataset.finished} ` : ''}${data.words}`);
        break;
    }
  }

  begin(turn, form) {
    this.turn = turn;
    this.querySelector('[data-examples]')?.remove();
    const question = document.createElement('h2');
    question.id = `turn-${turn.position}-question`;
    question.className = 'turn__question as-typed';
    question.textContent = new FormData(form).get('Question');
    this.made = document.createElement('p');
    this.made.className = 'turn__made';
    this.answer = document.createElement('div');
    this.answer.className = 'turn__answer';
    this.article = document.createElement('article');
    this.article.className = 'turn';
    this.article.setAttribute('aria-labelledby', question.id);
    this.article.append(question, this.made, this.answer);
    this.log.append(this.article);
    this.article.scrollIntoView({ block: 'nearest' });
    if (form === this.form) {
      const area = form.elements.Question;
      area.value = '';
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
    if (location.pathname !== turn.address) {
      history.replaceState(null, '', turn.address);
      const tools = document.querySelector('[data-tools]');
      tools?.querySelectorAll('a').forEach(link => { link.href = turn.address + link.dataset.to; });
      tools?.removeAttribute('hidden');
      for (const other of document.querySelectorAll('form[data-ask], form[data-files]')) {
        other.action = `${turn.address}?handler=${other.matches('[data-files]') ? 'Files' : 'Ask'}`;
        if (other.dataset.stream) other.dataset.stream = `${turn.address}?handler=Stream`;
      }
    }
  }

  append(sentence) {
    const words = sentence.mark ? `${sentence.mark} : ${sentence.text}` : sentence.text;
    const isItem = ['list_item', 'where_to_go', 'online_service'].includes(sentence.role);
    let parent = this.answer;
    if (isItem) {
      parent = this.answer.lastElementChild?.matches('ul') ? this.answer.lastElementChild : this.answer.appendChild(document.createElement('ul'));
    }
    const shown = document.createElement(isItem ? 'li' : 'p');
    shown.className = 'as-typed';
    shown.textContent = words;
    parent.append(shown);
    const spoken = document.createElement('span');
    spoken.className = 'visually-hidden';
    spoken.dataset.sentence = '';
    spoken.textContent = words;
    this.spoken.append(spoken);
  }

  /** Puts the turn as the server renders it in the place of what was shown. */
  async render() {
    const turn = this.turn;
    for (let tries = 0; turn && tries < triesForStopped; tries++) {
      try {
        const page = await fetch(turn.turn, { headers: { accept: 'text/html' } });
        if (page.ok && !page.redirected && page.headers.get('x-turn-state') !== 'asked') {
          this.article.replaceWith(document.createRange().createContextualFragment(await page.text()));
          return;
        }
        if (!page.ok) return;
      } catch {
        // The network may come back.
      }
      await new Promise(resolve => setTimeout(resolve, betweenTries));
    }
  }

  stop() {
    if (!this.abort) return;
    this.stopped = true;
    this.abort.abort();
  }

  say(words) {
    this.said.textContent = words;
  }
}

customElements.define('assistant-chat', AssistantChat);
