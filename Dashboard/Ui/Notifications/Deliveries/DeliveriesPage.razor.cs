using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Changes;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Outbox;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Anomaly.Dashboard.Ui.Notifications.Deliveries;

/// <summary>The messages and what became of them. Read when the page opens and when the reader asks, not by itself.</summary>
public sealed partial class DeliveriesPage : IDisposable
{
    private const int PageSize = 50;
    private static readonly IReadOnlyList<(string, string)> States =
        [.. Enum.GetValues<OutboxState>().Select(state => (WireNames<OutboxState>.Of(state), DeliveryWords.State(state)))];

    private PageCalls _calls = null!;
    private DeliveryView _view = new(null, null, null);
    private IReadOnlyList<string> _channels = [];
    private IReadOnlyList<OutboxItem>? _items;
    private DateTimeOffset? _readAt;
    private long? _next;
    private string _outcome = "";

    [Inject] private IOutbox Outbox { get; set; } = null!;

    [Inject] private MessageChanges Changes { get; set; } = null!;

    [Inject] private IChannelStore Channels { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<DeliveriesPage> Logger { get; set; } = null!;

    /// <summary>A channel that is gone may still have messages.</summary>
    private IReadOnlyList<(string, string)> ChannelOptions =>
        [.. _channels.Concat(_view.Channel is { } chosen ? [chosen] : []).Distinct().Order(StringComparer.Ordinal).Select(channel => (channel, channel))];

    private string? StateName => _view.State is { } state ? WireNames<OutboxState>.Of(state) : null;

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _calls.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _calls = new PageCalls(Time, Logger);
        Navigation.LocationChanged += OnLocationChanged;
        _view = DeliveryView.Parse(Navigation.Uri);
        await ReadAsync();
    }

    private static OutboxState? StateOf(string? name) => WireNames<OutboxState>.TryParse(name, out var state) ? state : null;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        if (_calls.IsOver || new Uri(change.Location).AbsolutePath != NotificationAddress.Deliveries)
            return;

        _view = DeliveryView.Parse(change.Location);
        await ReadAsync();
        StateHasChanged();
    });

    private void Go(DeliveryView view) => Navigation.NavigateTo(view.Address);

    private async Task ReadAsync()
    {
        _outcome = "";
        await _calls.TryAsync(ReadAsync);
    }

    private async Task RetryAsync(OutboxItem item) => await _calls.TryAsync(async cancellationToken =>
    {
        var done = await Changes.RetryAsync(item.Id, cancellationToken);
        await ReadAsync(cancellationToken);
        _outcome = done ? $"The message to {item.Channel} is due now." : $"The message to {item.Channel} was delivered meanwhile, or is under way.";
    });

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var view = _view;
        var items = await Outbox.ListAsync(new OutboxQuery { Channel = view.Channel, State = view.State, After = view.After, Limit = PageSize + 1 }, cancellationToken);
        _channels = [.. (await Channels.ListAsync(cancellationToken)).Select(channel => channel.Name)];
        // Another page may be wanted by now.
        if (view != _view)
            return;

        _items = [.. items.Take(PageSize)];
        _next = items.Count > PageSize ? _items[^1].Seq : null;
        _readAt = Time.GetUtcNow();
    }
}
