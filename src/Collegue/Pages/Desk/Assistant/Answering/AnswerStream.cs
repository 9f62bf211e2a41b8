using Collegue.Answering;

namespace Collegue.Pages.Desk.Assistant.Answering;

/// <summary>What answers: the events of <see cref="Answerer.StreamAsync"/>.</summary>
internal delegate IAsyncEnumerable<AnswerEvent> AnswerStream(Question question, CancellationToken cancellation);
