using Collegue.Answering;
using Collegue.Pages.Desk.Assistant.Answering;
using Collegue.Web.Tests;
using Collegue.Web.Tests.Desk.Assistant;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.BrowserTests.Journeys;

/// <summary>The product whose assistant says what tests want it to say, when they want it.</summary>
public sealed class TalkingServer : ProductServer
{
    internal ScriptedAnswers Scripts { get; } = new();

    protected override void Adapt(WebApplicationBuilder builder) =>
        builder.Services.AddScoped<AnswerStream>(provider => Scripts.Or(provider.GetRequiredService<Answerer>().StreamAsync));
}
