using Collegue.Pages.Desk.Assistant;
using Collegue.Pages.Desk.Assistant.Keeping;
using Microsoft.Extensions.Options;

namespace Collegue.Workers;

/// <summary>Deletes the conversations of agents in which nothing was asked for longer than <see cref="AssistantOptions.KeepDays"/>.</summary>
internal sealed class ConversationRetention(ConversationDesk desk, IOptions<AssistantOptions> options, TimeProvider clock)
{
    public Task<int> ForgetAsync(CancellationToken cancellation) => desk.ForgetAsync(clock.GetUtcNow().AddDays(-options.Value.KeepDays), cancellation);
}
