using System.Net;
using System.Text.Json;
using Collegue.Answering.Models;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What servers may not receive does not reach them, and what cannot be masked is not sent.</summary>
public sealed class Masked(GatewayServer server) : IClassFixture<GatewayServer>
{
    private const string Name = "Madame Solange Petitjean";
    private const string Phone = "06 12 34 56 78";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Personal_data_is_replaced_before_a_server_and_put_back_in_its_answer()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => EchoAsync(http, upstream);
        var model = await MaskedAsync(upstream);
        using var program = await server.ProgramAsync();

        var (status, body) = await program.AskAsync(new { model, messages = new[] { new { role = "user", content = $"Je suis {Name}, mon numéro est le {Phone}." } } });

        Assert.Equal(200, status);
        Assert.Contains(Phone, body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), StringComparison.Ordinal);
        var sent = Assert.Single(upstream.Requests).Body;
        Assert.DoesNotContain("Petitjean", sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, sent, StringComparison.Ordinal);
        Assert.Contains("\"served\"", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_stream_a_placeholder_cut_in_pieces_is_put_back()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = async http =>
        {
            var placeholder = PlaceholderIn(upstream);
            foreach (var piece in placeholder.Chunk(2))
            {
                await Upstream.EventsAsync(http, JsonSerializer.Serialize(new { choices = new[] { new { index = 0, delta = new { content = new string(piece) } } } }));
            }

            await Upstream.EventsAsync(http, """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "[DONE]");
        };
        var model = await MaskedAsync(upstream);
        using var program = await server.ProgramAsync();

        var events = await program.StreamAsync(JsonSerializer.Serialize(new { model, stream = true, messages = new[] { new { role = "user", content = $"Mon numéro est le {Phone}." } } }));

        Assert.Equal("[DONE]", events[^1]);
        var text = string.Concat(events.Where(data => data.StartsWith('{')).Select(data => JsonDocument.Parse(data).RootElement.GetProperty("choices")[0].GetProperty("delta"))
            .Select(delta => delta.TryGetProperty("content", out var content) ? content.GetString() : ""));
        Assert.Equal(Phone, text);
    }

    [Fact]
    public async Task The_error_of_a_server_that_quotes_a_placeholder_is_put_back_too()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.JsonAsync(http, 400, "{\"error\":{\"message\":\"cannot read " + PlaceholderIn(upstream) + "\",\"type\":\"invalid_request_error\"}}");
        var model = await MaskedAsync(upstream);
        using var program = await server.ProgramAsync();

        var (status, body) = await program.AskAsync(new { model, messages = new[] { new { role = "user", content = $"Mon numéro est le {Phone}." } } });

        Assert.Equal((400, $"cannot read {Phone}"), (status, body.GetProperty("error").GetProperty("message").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_masked_is_not_sent()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await MaskedAsync(upstream);
        using var program = await server.ProgramAsync();
        var image = new { role = "user", content = new object[] { new { type = "image_url", image_url = new { url = "data:image/png;base64,AAAA" } } } };

        var (status, body) = await program.AskAsync(new { model, messages = new[] { image } });

        Assert.Equal((422, "cannot_be_masked"), (status, body.Code()));
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task What_cannot_be_masked_goes_to_a_server_that_may_receive_it()
    {
        await using var masked = await Upstream.StartAsync();
        await using var house = await Upstream.StartAsync();
        var model = await server.RouterAsync(
            [await server.ModelAsync(masked.Address, declared => declared.MayReceive = DataAllowance.MaskedPersonalData), await server.ModelAsync(house.Address)]);
        using var program = await server.ProgramAsync();
        var image = new { role = "user", content = new object[] { new { type = "image_url", image_url = new { url = "data:image/png;base64,AAAA" } } } };

        var (status, _) = await program.AskAsync(new { model, messages = new[] { image } });

        Assert.Equal(200, status);
        Assert.Empty(masked.Requests);
        Assert.Single(house.Requests);
    }

    [Fact]
    public async Task A_server_for_public_texts_receives_nothing_about_a_person()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, declared => declared.MayReceive = DataAllowance.PublicTextsOnly)]);
        using var program = await server.ProgramAsync();

        var (refused, body) = await program.AskAsync(new { model, messages = new[] { new { role = "user", content = $"Rappelez-moi au {Phone}." } } });
        var (answered, _) = await program.AskAsync(new { model, messages = new[] { new { role = "user", content = "Quels sont les horaires de la mairie ?" } } });

        Assert.Equal((403, "data_not_allowed", 200), (refused, body.Code(), answered));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task When_an_administrator_stops_models_calls_under_way_end_and_no_other_begins()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = Upstream.StallAsync;
        var model = await server.RouterAsync(
            [await server.ModelAsync(upstream.Address, declared => (declared.FirstTokenSeconds, declared.TotalSeconds) = (300, 300), organisation: GatewayServer.Neighbour)], organisation: GatewayServer.Neighbour);
        using var program = await server.ProgramAsync(organisation: GatewayServer.Neighbour);

        var waiting = program.SendJsonAsync(Asking.Chat(model));
        await upstream.ReceivedAsync(1, Cancellation);
        await server.DoAsync(GatewayServer.Neighbour, async services =>
        {
            await services.GetRequiredService<ModelStops>().StopAsync(StopLevel.Models, wholeInstance: false, "essai", null, Cancellation);
            await services.GetRequiredService<KillSwitch>().RefreshAsync(Cancellation);
        });
        using var cut = await waiting;
        using var next = await program.SendJsonAsync(Asking.Chat(model));
        using var quoted = await program.SendJsonAsync(Asking.Chat("collegue-search-answer"));
        await upstream.QuietAsync(Cancellation);

        Assert.All([cut, next], response =>
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromMinutes(1)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
            Assert.Equal(["false"], response.Headers.GetValues("x-should-retry"));
        });
        Assert.Equal(HttpStatusCode.OK, quoted.StatusCode);
        Assert.Single(upstream.Requests);
    }

    private async Task<string> MaskedAsync(Upstream upstream) =>
        await server.RouterAsync([await server.ModelAsync(upstream.Address)], router => router.Masking = RouterMasking.Always);

    private static async Task EchoAsync(Microsoft.AspNetCore.Http.HttpContext http, Upstream upstream)
    {
        var said = JsonDocument.Parse(upstream.Requests[^1].Body).RootElement.GetProperty("messages")[0].GetProperty("content").GetString();
        await Upstream.JsonAsync(http, 200, JsonSerializer.Serialize(new { choices = new[] { new { index = 0, message = new { role = "assistant", content = said }, finish_reason = "stop" } } }));
    }

    private static string PlaceholderIn(Upstream upstream)
    {
        var said = JsonDocument.Parse(upstream.Requests[^1].Body).RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;
        var open = said.IndexOf('[', StringComparison.Ordinal);
        return said[open..(said.IndexOf(']', open) + 1)];
    }
}
