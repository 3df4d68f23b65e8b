using Orleans.Streams;
using Orleans.Streams.Core;

namespace Anomaly.Streaming.Kafka.Tests.Silos;

public interface ISubscriberGrain : IGrainWithStringKey;

/// <summary>Passes what it gets to the inbox.</summary>
[ImplicitStreamSubscription(StreamSilo.Namespace)]
public sealed class SubscriberGrain(Inbox inbox) : Grain, ISubscriberGrain, IStreamSubscriptionObserver, IAsyncObserver<KafkaBatch>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<KafkaBatch>().ResumeAsync(this);

    public Task OnNextAsync(KafkaBatch item, StreamSequenceToken? token = null)
    {
        Assert.Equal(this.GetPrimaryKeyString(), item.StreamId.GetKeyAsString());
        return inbox.AcceptAsync(item);
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
