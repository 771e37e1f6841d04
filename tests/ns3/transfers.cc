// Concurrent TCP transfers over one point-to-point link, with ns-3's own TCP: when has each receiver got everything?
// Prints one line per transfer, in nanoseconds from the moment at which the applications start.

#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

using namespace ns3;

namespace
{

struct Transfer
{
    uint64_t received = 0;
    int64_t endNs = -1;
};

uint64_t g_bytes = 0;
uint32_t g_open = 0;
std::vector<Transfer> g_transfers;

void Received(uint32_t index, Ptr<const Packet> packet, const Address&)
{
    Transfer& transfer = g_transfers[index];
    transfer.received += packet->GetSize();
    if (transfer.received < g_bytes || transfer.endNs >= 0) return;
    transfer.endNs = Simulator::Now().GetNanoSeconds();
    if (--g_open == 0) Simulator::Stop();
}

}  // namespace

int main(int argc, char* argv[])
{
    uint64_t bytes = 262144;
    uint32_t flows = 1;
    uint32_t bufferBytes = 131072;
    std::string rate = "100Mbps";
    std::string delay = "10ms";
    CommandLine command(__FILE__);
    command.AddValue("bytes", "bytes of each transfer", bytes);
    command.AddValue("flows", "transfers that start together", flows);
    command.AddValue("buffer", "send and receive buffer of each socket, bytes", bufferBytes);
    command.AddValue("rate", "rate of the link", rate);
    command.AddValue("delay", "one-way delay of the link", delay);
    command.Parse(argc, argv);
    g_bytes = bytes;
    g_open = flows;
    g_transfers.resize(flows);

    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(bufferBytes));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(bufferBytes));

    NodeContainer nodes;
    nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue(rate));
    link.SetChannelAttribute("Delay", StringValue(delay));
    // What is compared is sharing, not loss: the queue holds whatever the windows allow.
    link.SetQueue("ns3::DropTailQueue", "MaxSize", StringValue("1000000p"));
    NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses;
    addresses.SetBase("10.0.0.0", "255.255.255.0");
    Ipv4InterfaceContainer interfaces = addresses.Assign(devices);
    TrafficControlHelper control;
    control.Uninstall(devices);

    for (uint32_t i = 0; i < flows; i++)
    {
        uint16_t port = 5000 + i;
        PacketSinkHelper sink("ns3::TcpSocketFactory", InetSocketAddress(Ipv4Address::GetAny(), port));
        ApplicationContainer receiver = sink.Install(nodes.Get(1));
        receiver.Get(0)->TraceConnectWithoutContext("Rx", MakeBoundCallback(&Received, i));
        BulkSendHelper source("ns3::TcpSocketFactory", InetSocketAddress(interfaces.GetAddress(1), port));
        source.SetAttribute("MaxBytes", UintegerValue(bytes));
        source.Install(nodes.Get(0));
    }

    Simulator::Stop(Seconds(600));
    Simulator::Run();
    for (uint32_t i = 0; i < flows; i++)
        std::cout << flows << ',' << bytes << ',' << bufferBytes << ',' << i << ',' << g_transfers[i].endNs << '\n';
    Simulator::Destroy();
    return 0;
}
