using System.Diagnostics;

namespace Anomaly.Bench.Overload;

/// <summary>Asks for an address once a second, and notes how long each answer took.</summary>
internal sealed class RequestLoop : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _end = new();
    private readonly List<double> _milliseconds = [];
    private readonly HttpClient _web;
    private readonly Uri _address;
    private readonly Task _work;

    private RequestLoop(HttpClient web, Uri address)
    {
        (_web, _address) = (web, address);
        _work = Task.Run(AskAsync);
    }

    /// <summary>Times of all answers that were good.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    /// <summary>How many requests had another answer, or none in time.</summary>
    public int Failures { get; private set; }

    /// <summary>Starts it, after one request that does not count.</summary>
    public static async Task<RequestLoop> StartAsync(HttpClient web, string address)
    {
        var uri = new Uri(address, UriKind.Relative);
        await web.GetStringAsync(uri);
        return new RequestLoop(web, uri);
    }

    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }

    private async Task AskAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                using var patience = new CancellationTokenSource(Patience);
                await _web.GetStringAsync(_address, patience.Token);
                _milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                Failures++;
            }

            var left = Interval - Stopwatch.GetElapsedTime(began);
            if (left > TimeSpan.Zero)
                await Task.Delay(left, _end.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }
}
