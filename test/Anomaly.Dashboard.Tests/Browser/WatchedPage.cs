using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>A page with what it said on the console and where it sent requests.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly List<string> _complaints = [];
    private long _received;

    private WatchedPage(IBrowserContext context, Uri address, IPage page)
    {
        _context = context;
        _address = address;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>How many bytes came over sockets.</summary>
    public long Received => Interlocked.Read(ref _received);

    public static async Task<WatchedPage> OpenAsync(IBrowserContext context, string address)
    {
        var watched = new WatchedPage(context, new Uri(address), await context.NewPageAsync());
        watched.Watch();
        await watched.Page.GotoAsync(address);
        try
        {
            await Assertions.Expect(watched.Page.Locator("h1")).ToBeVisibleAsync();
        }
        catch (PlaywrightException exception)
        {
            throw new InvalidOperationException($"{address} does not show itself: {string.Join("; ", watched._complaints)}", exception);
        }

        return watched;
    }

    public ILocator Row(Guid id) => Page.Locator($"tr[data-id='{id}']");

    /// <summary>Fails where the console has errors or anything was asked of another host.</summary>
    public void AssertQuiet() => Assert.Empty(_complaints);

    /// <summary>Keeps a picture for people, where ANOMALY_SCREENSHOTS names a folder.</summary>
    public async Task ShowAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("ANOMALY_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
    }

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add($"console {message.Type}: {message.Text}");
        };
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Interlocked.Add(ref _received, frame.Binary?.Length ?? frame.Text?.Length ?? 0);
        Page.PageError += (_, error) => _complaints.Add($"exception: {error}");
        Page.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            if (asked.Scheme != "data" && asked.Authority != _address.Authority)
                _complaints.Add($"request to {request.Url}");
        };
        Page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Url != _address.ToString())
                _complaints.Add($"{response.Status} of {response.Url}");
        };
    }
}
