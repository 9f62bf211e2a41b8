using System.Globalization;
using System.Security.Cryptography;
using Collegue.Access;
using Collegue.Gateway.Accounts;
using Collegue.Pages.Citizen;
using Collegue.Storage.Gateway;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Playground;

/// <summary>Tries a model of the gateway as a program would: what is sent, what comes back, what it takes; or two of them without knowing which is which.</summary>
[PrivatePage]
internal sealed class PlaygroundModel(AgentCalls calls, SealedComparisons comparisons, IStringLocalizer<PlaygroundTexts> texts) : PageModel
{
    public const int LongestText = 20_000;
    public const int MostTokens = 8_192;

    [BindProperty]
    public string? First { get; set; }

    /// <summary>Whom the first is compared with.</summary>
    [BindProperty]
    public string? Second { get; set; }

    [BindProperty]
    public string? SystemText { get; set; }

    [BindProperty]
    public string? UserText { get; set; }

    [BindProperty]
    public string? Temperature { get; set; }

    [BindProperty]
    public string? Most { get; set; } = "500";

    [BindProperty]
    public bool Streamed { get; set; }

    /// <summary>What the form has no field for, as an object of JSON.</summary>
    [BindProperty]
    public string? OtherFields { get; set; }

    /// <summary>A comparison that was shown without names.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    [BindProperty]
    public Verdict? Choice { get; set; }

    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Why calls are kept at this moment; null when they are not.</summary>
    public GatewaySettings? Trace { get; private set; }

    public ChatRequest? Sent { get; private set; }

    public AgentAnswer? Answer { get; private set; }

    public ChatAnswer? Read { get; private set; }

    public Comparison? Compared { get; private set; }

    /// <summary>Whether who is who may be shown.</summary>
    public bool IsRevealed => Choice is not null;

    public string Address => $"{Request.Scheme}://{Request.Host}/v1";

    public IEnumerable<SelectListItem> Choices => Names.Select(name => new SelectListItem(name, name));

    public IEnumerable<SelectListItem> Others => [new(texts["second.none"], ""), .. Choices];

    public Taken? Took => Sent is { } sent && Answer is { } answer ? Taken.Of(texts, Address, sent, answer.Record, answer.Latency) : null;

    /// <summary>What the other one said when a comparison failed; null when there was none.</summary>
    public (string Model, ChatAnswer Read)? Beside { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Temperature = 0.2.ToString(CultureInfo.CurrentCulture);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (ReadForm() is not { } request)
        {
            return Refuse();
        }

        Sent = request;
        Answer = await calls.AskAsync(HttpContext, request.ToBytes());
        Read = ChatAnswer.Of(Answer.Raw);
        return Page();
    }

    /// <summary>For the script that shows the answer as it is written; without it the whole answer is shown.</summary>
    public async Task<IActionResult> OnPostStreamAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Streamed = true;
        if (ReadForm() is not { } request)
        {
            return StatusCode(StatusCodes.Status422UnprocessableEntity);
        }

        return new PassedAnswer(calls, request, (record, latency) => Taken.Of(texts, Address, request, record, latency));
    }

    public async Task<IActionResult> OnPostCompareAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Streamed = false;
        Demand(Names.Contains(Second) && Second != First, nameof(Second), "second.problem");
        if (ReadForm() is not { } request)
        {
            return Refuse();
        }

        var other = request with { Model = Second! };
        var answers = await Task.WhenAll(calls.AskAsync(HttpContext, request.ToBytes()), calls.AskAsync(HttpContext, other.ToBytes()));
        var read = answers.Select(answer => ChatAnswer.Of(answer.Raw)).ToArray();
        if (Array.FindIndex(read, one => one.Code is not null) is >= 0 and var failed)
        {
            // Who failed must be known, so there is nothing left to compare blind.
            (Sent, Answer, Read) = (failed == 0 ? request : other, answers[failed], read[failed]);
            Beside = (failed == 0 ? other.Model : request.Model, read[1 - failed]);
            return Page();
        }

        Compared = Comparison.Of(request, Shown(request, answers[0]), Shown(other, answers[1]));
        Sealed = comparisons.Seal(Compared, User.Acting().AgentId);
        ModelState.Remove(nameof(Sealed));
        return Page();
    }

    public async Task<IActionResult> OnPostRevealAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Choice is not { } choice || !Enum.IsDefined(choice) || comparisons.Open(Sealed, User.Acting().AgentId) is not { } comparison)
        {
            Choice = null;
            ModelState.AddModelError("", texts["compare.lost"]);
            return Refuse();
        }

        Compared = comparison;
        Show(comparison);
        return Page();
    }

    /// <summary>A failure in words, with what to do.</summary>
    public string Explained(ChatAnswer failure) =>
        texts[$"error.{failure.Code}"] is { ResourceNotFound: false } known ? known.Value : texts["error.other"].Value;

    private static ComparedAnswer Shown(ChatRequest request, AgentAnswer answer) => new(
        request.Model, ChatAnswer.Of(answer.Raw).Text ?? "", answer.Record?.InputTokens ?? 0, answer.Record?.OutputTokens ?? 0, answer.Record?.CostMicros ?? 0,
        (long)answer.Latency.TotalMilliseconds);

    /// <summary>The form as it was sent, so that the next question can be another word of it.</summary>
    private void Show(Comparison comparison)
    {
        var asked = comparison.Asked;
        (First, Second) = (asked.Model, asked.Model == comparison.A.Model ? comparison.B.Model : comparison.A.Model);
        (SystemText, UserText, OtherFields) = (asked.System, asked.User, asked.Others);
        (Temperature, Most) = (asked.Temperature.ToString(CultureInfo.CurrentCulture), asked.MostTokens.ToString(CultureInfo.InvariantCulture));
        ModelState.Clear();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Names = await calls.ModelsAsync(User, cancellation);
        Trace = await calls.TraceAsync(cancellation);
    }

    private ChatRequest? ReadForm()
    {
        var (system, user) = ((SystemText ?? "").ReplaceLineEndings("\n").Trim(), (UserText ?? "").ReplaceLineEndings("\n").Trim());
        var others = (OtherFields ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        var wrong = others.Length <= LongestText ? TypedFields.ProblemOf(others, texts) : texts["text.long", LongestText].Value;
        Demand(Names.Contains(First), nameof(First), "first.problem");
        Demand(system.Length <= LongestText, nameof(SystemText), "text.long");

        // While the other fields cannot be read, nobody knows whether they hold the question.
        Demand(user.Length > 0 || wrong is not null || TypedFields.Read(others).ContainsKey(TypedFields.Messages), nameof(UserText), "user.problem");
        Demand(user.Length <= LongestText, nameof(UserText), "text.long");
        var warm = double.TryParse(Temperature?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var temperature) && temperature <= 2;
        Demand(warm, nameof(Temperature), "temperature.problem");
        var counted = int.TryParse(Most?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= MostTokens;
        Demand(counted, nameof(Most), "most.problem");
        if (wrong is not null)
        {
            ModelState.AddModelError(nameof(OtherFields), wrong);
        }

        return ModelState.ErrorCount > 0 ? null : new ChatRequest(First!, system, user, temperature, most, Streamed, others);
    }

    private void Demand(bool met, string field, string problem)
    {
        if (!met)
        {
            ModelState.AddModelError(field, texts[problem, LongestText, MostTokens]);
        }
    }

    private PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

/// <summary>Written as a result, so that what pages do to the headers is done before.</summary>
/// <param name="taken">What follows a stream in an event of its own, for the script; its name is drawn, so that no model can write it.</param>
internal sealed class PassedAnswer(AgentCalls calls, ChatRequest request, Func<CallRecord?, TimeSpan, Taken> taken) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var last = $"taken-{RandomNumberGenerator.GetHexString(16)}";
        http.Response.Headers["X-Last-Event"] = last;
        var (record, latency) = await calls.PassAsync(http, request.ToBytes());
        if (http.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true && !http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.WriteAsync($"event: {last}\ndata: {taken(record, latency).ToJson()}\n\n", http.RequestAborted);
        }
    }
}

/// <summary>What somebody thinks of two answers.</summary>
internal enum Verdict
{
    A,
    B,
    Equal,
    Bad,
}
