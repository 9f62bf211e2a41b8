namespace Collegue.Tests.Knowledge.ServicePublic;

/// <summary>Refuses every request but those planned.</summary>
internal sealed class UnplannedHttp : HttpMessageHandler
{
    private readonly Dictionary<string, Func<CancellationToken, Task<HttpResponseMessage>>> planned = [];

    public List<string> Asked { get; } = [];

    public UnplannedHttp Plan(string address, Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        planned[address] = answer;
        return this;
    }

    public UnplannedHttp Plan(string address, byte[] content) =>
        Plan(address, _ => Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(content) }));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        lock (Asked)
            Asked.Add(address);
        return planned.TryGetValue(address, out var answer)
            ? answer(cancellationToken)
            : throw new HttpRequestException("Not planned: " + address);
    }
}
